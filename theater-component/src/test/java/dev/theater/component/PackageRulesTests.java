package dev.theater.component;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Who may know whom in this module. */
@AnalyzeClasses(packages = "dev.theater.component", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTests {

	private static final String ROOT = "dev.theater.component";

	@ArchTest
	static final ArchRule onlyTheFenceKnowsTheEngine = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".wasm")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.dylibso..", "run.endive..");

	@ArchTest
	static final ArchRule typesKnowNobody = knows(".type", ".type");

	@ArchTest
	static final ArchRule theDecoderKnowsTypes = knows(".binary", ".binary", ".type");

	@ArchTest
	static final ArchRule theValidatorKnowsTheDecoder = knows(".validation", ".validation", ".binary", ".type");

	@ArchTest
	static final ArchRule theAbiKnowsTypesAndTheFence = knows(".abi", ".abi", ".type", ".wasm");

	@ArchTest
	static final ArchRule witKnowsTypes = knows(".wit", ".wit", ".type");

	@ArchTest
	static final ArchRule theFenceKnowsTheEngineOnly = noClasses().that()
		.resideInAPackage(ROOT + ".wasm")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT, ROOT + ".type", ROOT + ".binary", ROOT + ".validation", ROOT + ".abi", ROOT + ".wit");

	@ArchTest
	static final ArchRule nobodyKnowsActorsOrSpring = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.theater.core..", "dev.theater.spring..", "org.springframework..");

	@ArchTest
	static final ArchRule nothingElseIsKnown = classes().should()
		.onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(ROOT + "..", "com.dylibso.chicory..", "java..",
				"org.jspecify.."));

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule publicClassesAreFinalOrSealed = classes().that()
		.arePublic()
		.and()
		.areNotInterfaces()
		.and()
		.areNotEnums()
		.and()
		.doNotHaveModifier(JavaModifier.ABSTRACT)
		.should()
		.haveModifier(JavaModifier.FINAL);

	private static ArchRule knows(String from, String... to) {
		String[] packages = new String[to.length + 2];
		for (int i = 0; i < to.length; i++) {
			packages[i] = ROOT + to[i];
		}
		packages[to.length] = "java..";
		packages[to.length + 1] = "org.jspecify..";
		return classes().that()
			.resideInAPackage(ROOT + from)
			.should()
			.onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(packages));
	}

}
