package org.imprimatur.content.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An article's state as the plain JSON values that the log keeps. Members that this build doesn't know are left alone:
 * a newer one wrote them, and finds them again in whatever this one writes after it.
 */
@Component
public final class ArticleStates {
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {
    };
    private static final String CONTENT = "content";
    private static final String APPROVALS = "approvals";

    /** Not the mapper of the web: how the API writes dates is no business of the log. */
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL)).build();
    private final Words words;

    ArticleStates(Words words) {
        this.words = words;
    }

    /** The whole state as maps, lists, strings, whole numbers and booleans; absent members are left out. */
    public Map<String, Object> write(Article article) {
        Map<String, Object> state = json.convertValue(article, MEMBERS);
        state.put(CONTENT, article.content().members());
        return state;
    }

    /**
     * The state for the log, which names the words by their hash alone.
     *
     * @param before the state that it follows, as it was kept; null if it is the first
     */
    Map<String, Object> following(@Nullable Map<String, Object> before, Article article) {
        Map<String, Object> state = json.convertValue(article, MEMBERS);
        state.remove(CONTENT);
        if (before != null) {
            Map<String, Object> known = json.convertValue(read(before), MEMBERS);
            UnknownMembers.carry(before, known, state);
            UnknownMembers.carryApproval(before.get(APPROVALS), known.get(APPROVALS), state.get(APPROVALS));
            state.remove(CONTENT);
        }
        return state;
    }

    /** The article that {@link #write} was given, its words looked up where they are not there. */
    public Article read(Map<String, Object> state) {
        Object inline = state.get(CONTENT);
        Map<String, Object> members = inline == null
                ? words.of(String.valueOf(state.get("revisionHash")))
                : json.convertValue(inline, MEMBERS);
        Map<String, Object> whole = new LinkedHashMap<>(state);
        whole.put(CONTENT, members);
        Article article = json.convertValue(whole, Article.class);
        Map<String, Object> others = new LinkedHashMap<>(members);
        others.keySet().removeAll(ArticleContent.NAMES);
        return others.isEmpty() ? article : article.with(article.content().withOthers(others));
    }
}
