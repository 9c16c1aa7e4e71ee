package org.imprimatur.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.client.Newsroom;

/** Articles for tests, each with a slug of its own, and what became of them. */
final class Stories {
    private Stories() {}

    static Map<String, Object> about(String headline) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("headline", headline);
        content.put("body", "One paragraph about it.\n");
        content.put("section", "articles");
        content.put("slug", "story-" + UUID.randomUUID());
        content.put("language", "en");
        return content;
    }

    static String address(LocalStack stack, Map<String, ?> content) {
        return stack.addresses().site() + "/" + content.get("section") + "/" + content.get("slug");
    }

    /** Returns how many editions carried out a decision about the article: twice released would be two. */
    static long editionsOf(LocalStack stack, Newsroom newsroom, String articleId) {
        List<?> editions = newsroom.get("ada", stack.addresses().publishing() + "/api/v1/editions?limit=100")
                .expect(200).list("editions");
        return editions.stream().filter(edition -> causes(edition).stream().anyMatch(
                cause -> cause instanceof Map<?, ?> fields && articleId.equals(fields.get("articleId")))).count();
    }

    private static List<?> causes(Object edition) {
        return edition instanceof Map<?, ?> fields && fields.get("causes") instanceof List<?> causes
                ? causes
                : List.of();
    }
}
