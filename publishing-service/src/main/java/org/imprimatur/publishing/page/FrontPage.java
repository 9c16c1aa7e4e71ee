package org.imprimatur.publishing.page;

import java.util.List;
import org.imprimatur.publishing.site.Section;
import org.jspecify.annotations.Nullable;

/**
 * The front page; read by the templates.
 *
 * @param lead the newest story; absent as long as there is none
 * @param second the two before it, newest first
 * @param more those before them, newest first
 * @param blocks sections with more to show
 */
public record FrontPage(@Nullable Teaser lead, List<Teaser> second, List<Teaser> more,
        List<Block> blocks) {
    /** The newest stories of a section that don't stand above; at least one. */
    public record Block(Section section, List<Teaser> stories) {}
}
