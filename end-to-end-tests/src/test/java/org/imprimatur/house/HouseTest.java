package org.imprimatur.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The house is as its documents say, and as its rules want it. */
class HouseTest {
    private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();
    private static final int LONGEST_FILE = 300;
    private static final double MOST_PUBLIC = 0.35;
    private static final Pattern ARROW = Pattern.compile("^ *([a-z-]+) --> ([a-z-]+)$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("^ +@(Test|ParameterizedTest|Property|ArchTest)\\b",
            Pattern.MULTILINE);
    private static final Pattern PASSED = Pattern.compile("failPoint\\.pass\\(\"([^\"]+)\"\\)");
    private static final Pattern LISTED = Pattern.compile("\"([a-z]+\\|[a-z]+)\"");
    private static final Pattern TORTURE = Pattern.compile("imprimatur[._-]torture[._-]folder",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOP_LEVEL_TYPE = Pattern.compile(
            "^(public )?(?:abstract |final |sealed |non-sealed )*(?:class|record|interface|enum|@interface) ",
            Pattern.MULTILINE);

    @Test
    void thePictureOfTheModulesIsWhatThePomsSay() throws Exception {
        String document = Files.readString(HOUSE.resolve("docs/architecture.md"));
        String picture = document.substring(document.indexOf("flowchart BT"));
        Matcher arrows = ARROW.matcher(picture.substring(0, picture.indexOf("```")));
        Set<String> drawn = new TreeSet<>();
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " --> " + arrows.group(2));
        }
        Set<String> built = new TreeSet<>();
        for (Path pom : poms()) {
            for (Element dependency : dependencies(pom)) {
                if (text(dependency, "groupId").equals("org.imprimatur") && text(dependency, "scope").isEmpty()) {
                    built.add(pom.getParent().getFileName() + " --> " + text(dependency, "artifactId"));
                }
            }
        }
        assertThat(drawn).isEqualTo(built);
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
        Set<Path> packages = mainSources().map(Path::getParent).collect(Collectors.toSet());
        assertThat(packages).isNotEmpty().allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                .content().contains("@NullMarked").startsWith("/**"));
    }

    @Test
    void everyClassThatHoldsTestsHasANameByWhichTheBuildRunsIt() {
        // A contract is abstract and runs as each class that extends it, whose name ends so.
        List<Path> tests = sources("src/test/java").filter(source -> TEST.matcher(read(source)).find())
                .filter(source -> !read(source).contains("\nabstract class ")).toList();
        assertThat(tests).isNotEmpty()
                .allSatisfy(source -> assertThat(source.getFileName().toString()).endsWith("Test.java"));
    }

    @Test
    void noFileIsTooLongToReadAtOneSitting() {
        assertThat(mainSources()).allSatisfy(source -> assertThat(read(source).lines().count())
                .as(source.toString()).isLessThanOrEqualTo(LONGEST_FILE));
    }

    @Test
    void mostTypesOfTheServicesAreNobodyElsesBusiness() {
        List<String> shown = new ArrayList<>();
        long all = 0;
        for (Path source : mainSources().filter(HouseTest::isOfAService).toList()) {
            Matcher type = TOP_LEVEL_TYPE.matcher(read(source));
            if (type.find()) {
                all++;
                if (type.group(1) != null) {
                    shown.add(HOUSE.relativize(source).toString());
                }
            }
        }
        assertThat((double) shown.size() / all).as("%d of %d types are public: %s", shown.size(), all, shown)
                .isLessThanOrEqualTo(MOST_PUBLIC);
    }

    @Test
    void theTortureKnowsEachPlaceBetweenTwoWritesAtWhichAServiceCanBeMadeToFail() {
        Path list = HOUSE.resolve("torture/src/main/java/org/imprimatur/torture/schedule/Place.java");
        List<String> passed = mainSources().filter(HouseTest::isOfAService)
                .flatMap(source -> found(PASSED, source)).sorted().toList();
        assertThat(passed).isNotEmpty().isEqualTo(found(LISTED, list).sorted().toList());
    }

    @Test
    void nobodyButTheTortureAsksForWhatMakesAServiceFail() throws IOException {
        try (Stream<Path> files = Files.walk(HOUSE)) {
            List<String> naming = files.filter(HouseTest::mayHoldSettings)
                    .filter(file -> TORTURE.matcher(read(file)).find())
                    .map(file -> HOUSE.relativize(file).getName(0) + "/" + file.getFileName()).sorted().toList();
            assertThat(naming).containsExactly("service-starter/FaultConfiguration.java", "torture/Cluster.java");
        }
    }

    private static boolean mayHoldSettings(Path file) {
        String path = HOUSE.relativize(file).toString();
        return path.matches("(.*\\.(java|ya?ml|properties|xml|conf|env|example|sh)|imprimatur|Dockerfile|\\.ci/run)")
                && !path.matches("(\\.imprimatur/|\\.git/|(.*/)?(target|src/test)/).*");
    }

    private static Stream<String> found(Pattern pattern, Path file) {
        return pattern.matcher(read(file)).results().map(result -> result.group(1));
    }

    private static boolean isOfAService(Path source) {
        return HOUSE.relativize(source).getName(0).toString().endsWith("-service");
    }

    private static Stream<Path> mainSources() {
        return sources("src/main/java");
    }

    private static Stream<Path> sources(String folder) {
        return poms().stream().map(pom -> pom.resolveSibling(folder)).filter(Files::isDirectory)
                .flatMap(sources -> javaFiles(sources).stream());
    }

    private static List<Path> poms() {
        try (Stream<Path> rooms = Files.list(HOUSE)) {
            return rooms.map(room -> room.resolve("pom.xml")).filter(Files::exists).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Element> dependencies(Path pom) throws Exception {
        Element project = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile())
                .getDocumentElement();
        NodeList found = project.getElementsByTagName("dependency");
        List<Element> dependencies = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            dependencies.add((Element) found.item(i));
        }
        return dependencies;
    }

    private static String text(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
