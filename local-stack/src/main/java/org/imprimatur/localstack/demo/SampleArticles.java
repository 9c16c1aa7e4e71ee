package org.imprimatur.localstack.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One article for each of the five sections, written for this project. */
final class SampleArticles {
    private static final List<String> FILES = List.of("statute-of-anne.md", "hague-system-one-application.md",
            "paris-convention-priority.md", "diamond-v-chakrabarty.md", "where-to-search.md");

    private SampleArticles() {}

    static List<ArticleFile> all() {
        return FILES.stream().map(SampleArticles::read).toList();
    }

    private static ArticleFile read(String name) {
        try (InputStream file = SampleArticles.class.getResourceAsStream("/articles/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the sample article " + name + " is not in this jar");
            }
            return ArticleFile.parse(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
