package org.imprimatur.publishing.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list page; read by the templates.
 *
 * @param kicker a line above the heading that says what kind of list it is
 * @param lead whether the first story is set larger
 */
public record StoryList(String heading, @Nullable String kicker, boolean lead, boolean sections, List<Teaser> stories,
        @Nullable String newer, @Nullable String older) {}
