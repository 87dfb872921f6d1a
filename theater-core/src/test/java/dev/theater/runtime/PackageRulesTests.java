package dev.theater.runtime;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Who may know whom in this module: one straight line, as docs/architecture.md draws it.
 */
@AnalyzeClasses(packages = "dev.theater", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTests {

	private static final String ROOT = "dev.theater.";

	/** What anybody may use beside the packages of this module. */
	private static final String[] COMMON = { "java..", "org.jspecify..", "org.slf4j..", "dev.theater.component..",
			"com.fasterxml.jackson.annotation..", "tools.jackson.." };

	@ArchTest
	static final ArchRule chainsKnowNobody = knows("chain", "chain");

	@ArchTest
	static final ArchRule actorsKnowChains = knows("actor", "actor", "chain");

	@ArchTest
	static final ArchRule supervisorsKnowActors = knows("supervisor", "supervisor", "actor", "chain");

	@ArchTest
	static final ArchRule hostsKnowSupervisorsAndActors = knows("host", "host", "supervisor", "actor", "chain");

	@ArchTest
	static final ArchRule manifestsKnowWhatTheyProduce = knows("manifest", "manifest", "host", "supervisor", "actor",
			"chain", "..tomlj..");

	@ArchTest
	static final ArchRule theRuntimeKnowsAll = knows("runtime", "runtime", "manifest", "host", "supervisor", "actor",
			"chain");

	@ArchTest
	static final ArchRule onlyManifestsSeeToml = noClasses().that()
		.resideOutsideOfPackage(ROOT + "manifest")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.tomlj..", "org.antlr..");

	@ArchTest
	static final ArchRule onlyTheFenceSeesTheEngine = noClasses().that()
		.resideOutsideOfPackage(ROOT + "component.wasm")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.dylibso..", "run.endive..");

	@ArchTest
	static final ArchRule componentsKnowNoActors = noClasses().that()
		.resideInAPackage(ROOT + "component..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT + "chain", ROOT + "actor", ROOT + "supervisor", ROOT + "host", ROOT + "manifest",
				ROOT + "runtime");

	@ArchTest
	static final ArchRule nobodyKnowsSpring = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "dev.theater.spring..");

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule publicClassesCannotBeExtendedFromOutside = classes().that()
		.arePublic()
		.and()
		.areNotInterfaces()
		.and()
		.areNotEnums()
		.and(DescribedPredicate.not(areSealed()))
		.and()
		.doNotHaveFullyQualifiedName("dev.theater.component.type.ComponentException")
		.should()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule namesSayWhatSomethingIs = classes()
		.should(notEndIn("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Data", "Info"));

	private static DescribedPredicate<JavaClass> areSealed() {
		return DescribedPredicate.describe("sealed", (type) -> type.reflect().isSealed());
	}

	private static ArchCondition<JavaClass> notEndIn(String... endings) {
		return new ArchCondition<>("have names of the field") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				for (String ending : endings) {
					if (type.getSimpleName().endsWith(ending)) {
						events.add(SimpleConditionEvent.violated(type, type.getName() + " ends in " + ending));
					}
				}
			}
		};
	}

	private static ArchRule knows(String from, String... to) {
		String[] packages = new String[to.length + COMMON.length];
		for (int i = 0; i < to.length; i++) {
			packages[i] = to[i].contains(".") ? to[i] : ROOT + to[i];
		}
		System.arraycopy(COMMON, 0, packages, to.length, COMMON.length);
		return classes().that()
			.resideInAPackage(ROOT + from)
			.should()
			.onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(packages));
	}

}
