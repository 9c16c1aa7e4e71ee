package org.imprimatur.consent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.imprimatur.consent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule featuresDoNotFormCycles = slices().matching("org.imprimatur.consent.(*)..").should()
            .beFreeOfCycles();

    /** The domain is what decides; it is listed here by name so that a new import is a decision too. */
    @ArchTest
    static final ArchRule theDomainKnowsNoFrameworkDatabaseOrBroker = classes()
            .that().haveNameMatching("org\\.imprimatur\\.consent\\.(choice\\.(MakeChoice|Decision|Fault"
                    + "|InvalidChoiceException)|notice\\.(Notice|Purpose|Words)|record\\.(ConsentRecord|State|Method)"
                    + "|access\\.AccessRecord|visitor\\.VisitorId|ledger\\.LogMisfitException)")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "org.jspecify.annotations..",
                    "org.imprimatur.consent..");

    /** Somebody may set the wall clock; checkpoints and sweeps go on. */
    @ArchTest
    static final ArchRule whatRunsInTheLogDoesNotAskTheWallClock = noClasses()
            .that()
            .haveNameMatching(".*\\.ledger\\.(Keeper|Appender|Attempts|TopicReader|TreeStore|CommittedDocuments)")
            .should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock");
}
