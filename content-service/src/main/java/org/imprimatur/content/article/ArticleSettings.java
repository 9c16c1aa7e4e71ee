package org.imprimatur.content.article;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a newsroom sets for its articles.
 *
 * @param sections the sections that an article may stand in
 */
@ConfigurationProperties("imprimatur")
public record ArticleSettings(List<String> sections) {
    public ArticleSettings {
        sections = List.copyOf(sections);
    }
}
