package org.imprimatur.localstack.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.localstack.process.StackException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A Markdown file with front matter: between two lines of three hyphens YAML with the article's fields, after them
 * its body.
 *
 * @param content the article as the content API takes it
 */
record ArticleFile(Map<String, Object> content) {
    private static final String FENCE = "---";
    private static final List<String> FIELDS = List.of("headline", "standfirst", "section", "slug", "tags", "byline",
            "source", "language");

    /**
     * @param name the file's name, for messages
     * @throws StackException if the front matter is missing or unreadable, or names an unknown field
     */
    static ArticleFile parse(String name, String text) {
        List<String> lines = text.strip().lines().toList();
        int end = lines.isEmpty() || !lines.getFirst().equals(FENCE)
                ? -1
                : lines.subList(1, lines.size()).indexOf(FENCE);
        if (end < 0) {
            throw new StackException(
                    name + " has no front matter: its fields stand at the top between two lines of ---");
        }
        Map<String, Object> content = new LinkedHashMap<>();
        frontMatter(name, String.join("\n", lines.subList(1, end + 1))).forEach((field, value) -> {
            if (!FIELDS.contains(String.valueOf(field))) {
                throw new StackException(name + " has a field " + field + " that no article has; there are "
                        + String.join(", ", FIELDS));
            }
            // An empty field is as good as none, and YAML reads one without a value as null.
            if (value != null && !"".equals(value)) {
                content.put(String.valueOf(field), value);
            }
        });
        content.put("body", String.join("\n", lines.subList(end + 2, lines.size())).strip() + "\n");
        return new ArticleFile(content);
    }

    private static Map<?, ?> frontMatter(String name, String yaml) {
        try {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            if (read instanceof Map<?, ?> fields) {
                return fields;
            }
            throw new StackException(name + " has front matter without fields");
        } catch (YAMLException e) {
            throw new StackException(name + " has front matter that is no YAML: " + e.getMessage(), e);
        }
    }

    String field(String name) {
        return String.valueOf(content.getOrDefault(name, ""));
    }

    /** Returns the same article under another slug. */
    ArticleFile withSlug(String slug) {
        Map<String, Object> renamed = new LinkedHashMap<>(content);
        renamed.put("slug", slug);
        return new ArticleFile(renamed);
    }

    /** Returns the same article under another headline. */
    ArticleFile withHeadline(String headline) {
        Map<String, Object> renamed = new LinkedHashMap<>(content);
        renamed.put("headline", headline);
        return new ArticleFile(renamed);
    }
}
