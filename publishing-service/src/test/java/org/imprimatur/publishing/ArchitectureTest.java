package org.imprimatur.publishing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.imprimatur.publishing", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule featuresFormNoCycles = slices().matching("org.imprimatur.publishing.(*)..")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theSiteIsPlainJava = classes().that().resideInAPackage("org.imprimatur.publishing.site")
            .should(onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "org.pcollections..",
                            "org.imprimatur.publishing.site")));

    @ArchTest
    static final ArchRule printingKnowsNoDatabaseBrokerOrFramework = classes().that()
            .resideInAPackage("org.imprimatur.publishing.page")
            .should(onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "javax.xml.stream..", "org.jspecify..", "gg.jte..",
                            "com.ibm.icu..", "org.imprimatur.tlog.json", "org.imprimatur.tlog.merkle",
                            "org.imprimatur.publishing.markdown", "org.imprimatur.publishing.site",
                            "org.imprimatur.publishing.page")));

    @ArchTest
    static final ArchRule readingMarkdownKnowsNothingOfTheSite = classes().that()
            .resideInAPackage("org.imprimatur.publishing.markdown")
            .should(onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "org.commonmark..",
                    "org.nibor.autolink..", "org.owasp..", "org.imprimatur.publishing.markdown")));

    @ArchTest
    static final ArchRule nobodyElseKnowsHowStoriesAreFound = noClasses().that()
            .resideOutsideOfPackage("org.imprimatur.publishing.search")
            .should().dependOnClassesThat().resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule servingKnowsNoDatabaseAndNoBroker = classes().that()
            .resideInAPackage("org.imprimatur.publishing.serving")
            .should(onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "org.eclipse.jetty..",
                    "com.github.benmanes.caffeine..", "org.slf4j..", "org.springframework..",
                    "org.imprimatur.starter.admission", "org.imprimatur.starter.open",
                    "org.imprimatur.starter.problem", "org.imprimatur.starter.sender",
                    "org.imprimatur.publishing.archive", "org.imprimatur.publishing.edition",
                    "org.imprimatur.publishing.page", "org.imprimatur.publishing.release",
                    "org.imprimatur.publishing.search", "org.imprimatur.publishing.serving")));
}
