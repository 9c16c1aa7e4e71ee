package org.imprimatur.publishing.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.Test;

/** Prints a site in JVMs of other languages and places, and compares. */
class SameBytesTest {
    /** The digest of this site in this template version. Changed bytes want a new version, so that editions tell. */
    private static final String DIGEST_OF_VERSION_5 = "2f797c217d389838be0b695747d65394e39b26deed6c2ef1bc0e58e5361d1fe0";

    @Test
    void theSameEventsGiveTheSameBytesOnAnyJvm() throws Exception {
        String here = digest();
        assertThat(elsewhere("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Pacific/Auckland",
                "-Dfile.encoding=ISO-8859-9")).isEqualTo(here);
        assertThat(elsewhere("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=America/St_Johns",
                "-XX:hashCode=2")).isEqualTo(here);
    }

    @Test
    void changedBytesHaveAChangedTemplateVersion() throws Exception {
        assertThat(SitePages.TEMPLATE_VERSION).isEqualTo("5");
        assertThat(digest()).isEqualTo(DIGEST_OF_VERSION_5);
    }

    private static String elsewhere(String... options) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("-XX:+UnlockExperimentalVMOptions");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"),
                SameBytesTest.class.getName()));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return said;
    }

    static void main() throws Exception {
        System.out.println(digest());
    }

    private static String digest() throws Exception {
        var printed = new Printed();
        var changes = new ArrayList<ArticleChange>();
        for (int number = 0; number < 130; number++) {
            var story = Stories.story("id-" + number, 1, List.of(Section.CASES, Section.IP_NEWS).get(number % 2),
                    "i-title-" + number, Stories.NOON.plusSeconds(number * 86_400L),
                    "Text *I* ı 10.9% in “quotes”.\n\n| a | b |\n|-|-|\n| 1 | 2 |",
                    List.of("Iıİ i", "知识产权", "patents"));
            changes.add(Stories
                    .approved(Stories.sourced(story, "I TITLE " + number, null, "Source", "https://s.example/")));
        }
        changes.add(Stories.withdrawn("id-3", 2));
        changes.add(Stories.takenDown("id-4", 2));
        changes.add(Stories.approved("id-5", 2, Section.ALERTS, "moved"));
        printed.take(changes);
        var digest = MessageDigest.getInstance("SHA-256");
        var fixed = new FixedPages(new Layout(Printed.MASTHEAD)).all(printed.site());
        fixed.forEach(path -> digest.update(bytes(printed.page(path))));
        printed.pages().values().stream().filter(page -> !fixed.contains(page.path()))
                .forEach(page -> digest.update(bytes(page)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(Page page) {
        return (page.path() + page.status() + page.contentType() + page.location() + page.text())
                .getBytes(StandardCharsets.UTF_8);
    }
}
