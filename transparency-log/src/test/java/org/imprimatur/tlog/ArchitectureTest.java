package org.imprimatur.tlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.imprimatur.tlog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule whoeverVerifiesNeedsNothingButJava = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.imprimatur.tlog..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule packagesFormNoCycles = slices().matching("org.imprimatur.tlog.(*)..").should()
            .beFreeOfCycles();
}
