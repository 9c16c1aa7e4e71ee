package org.imprimatur.publishing.page;

import org.imprimatur.publishing.site.Section;
import org.jspecify.annotations.Nullable;

/** A story as it stands in a list; read by the templates. */
public record Teaser(String path, String headline, String excerpt, String language, Section section, Day day,
        @Nullable String source) {}
