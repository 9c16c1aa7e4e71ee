package org.imprimatur.content.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An article's state as the plain JSON values that the log keeps. Members that this build doesn't know are ignored. */
@Component
public final class ArticleStates {
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {
    };

    /** Not the mapper of the web: how the API writes dates is no business of the log. */
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL)).build();

    /** The state as maps, lists, strings, whole numbers and booleans; absent members are left out. */
    public Map<String, Object> write(Article article) {
        return json.convertValue(article, MEMBERS);
    }

    /** The article that {@link #write} was given. */
    public Article read(Map<String, Object> state) {
        return json.convertValue(state, Article.class);
    }
}
