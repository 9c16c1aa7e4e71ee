package org.imprimatur.content;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The three sentences on which a newcomer may rely. */
@AnalyzeClasses(packages = "org.imprimatur.content", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The newsroom's rules and what they speak of, by name: whoever adds to them adds here. */
    private static final Set<String> DOMAIN = Set.of("Action", "Actor", "Approval", "Approvals", "Article",
            "ArticleContent",
            "Command", "Decision", "DraftState", "Evolution", "Names", "Publication", "Release", "Releases", "Sight",
            "Verdict",
            "Workflow");

    private static final DescribedPredicate<JavaClass> DOMAIN_CLASSES = describe("of the domain",
            type -> type.getPackageName().equals("org.imprimatur.content.article")
                    && DOMAIN.contains(outermost(type.getBaseComponentType())));

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLE = slices().matching("org.imprimatur.content.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_JAVA_ALONE = classes().that(DOMAIN_CLASSES).should()
            .onlyDependOnClassesThat(DOMAIN_CLASSES.or(describe("in java or an annotation for nulls",
                    type -> type.getPackageName().startsWith("java.")
                            || type.getPackageName().startsWith("org.jspecify"))));

    @ArchTest
    static final ArchRule WHAT_IS_PUBLIC_IS_USED_FROM_ANOTHER_PACKAGE = classes().that()
            .haveModifier(JavaModifier.PUBLIC).and().areTopLevelClasses()
            .should(new UsedElsewhere());

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getSimpleName());
    }
}
