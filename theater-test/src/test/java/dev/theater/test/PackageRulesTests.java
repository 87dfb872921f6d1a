package dev.theater.test;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Who this module may know: core and assertions, no test framework and no Spring. */
@AnalyzeClasses(packages = "dev.theater", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTests {

	@ArchTest
	static final ArchRule knowsCoreAndAssertions = classes().that()
		.resideInAPackage("dev.theater.test")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "org.assertj..", "org.awaitility..", "dev.theater.test",
				"dev.theater.runtime", "dev.theater.manifest", "dev.theater.supervisor", "dev.theater.actor",
				"dev.theater.chain");

	@ArchTest
	static final ArchRule nobodyKnowsIt = noClasses().that()
		.resideOutsideOfPackage("dev.theater.test")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.theater.test");

	@ArchTest
	static final ArchRule publicClassesCannotBeExtended = classes().that()
		.resideInAPackage("dev.theater.test")
		.and()
		.arePublic()
		.should()
		.haveModifier(JavaModifier.FINAL);

}
