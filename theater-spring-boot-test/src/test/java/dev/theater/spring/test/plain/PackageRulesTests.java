package dev.theater.spring.test.plain;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Nothing else knows this module, which knows no web and no Actuator. */
@AnalyzeClasses(packages = "dev.theater", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTests {

	private static final String HERE = "dev.theater.spring.test";

	@ArchTest
	static final ArchRule knowsWhatItExtends = classes().that()
		.resideInAPackage(HERE)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "org.junit.jupiter.api..", HERE, "dev.theater.test",
				"dev.theater.spring.autoconfigure", "dev.theater.runtime", "dev.theater.supervisor",
				"dev.theater.actor", "dev.theater.chain", "dev.theater.host", "org.springframework.aop.scope",
				"org.springframework.beans..", "org.springframework.boot.autoconfigure..",
				"org.springframework.boot.test..", "org.springframework.context..", "org.springframework.core..",
				"org.springframework.test.context..");

	@ArchTest
	static final ArchRule nobodyKnowsIt = noClasses().that()
		.resideOutsideOfPackage(HERE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage(HERE);

	@ArchTest
	static final ArchRule publicClassesCannotBeExtended = classes().that()
		.resideInAPackage(HERE)
		.and()
		.arePublic()
		.and()
		.areNotInterfaces()
		.should()
		.haveModifier(JavaModifier.FINAL);

}
