package org.imprimatur.content.article;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, with what their token lets them do.
 *
 * @param sections the sections an author or editor is limited to; null means all
 */
record Actor(String name, Set<Duty> duties, @Nullable Set<String> sections) {
    Actor {
        duties = Set.copyOf(duties);
    }

    /** The duties that matter to an article. */
    enum Duty {
        AUTHOR, EDITOR, LEGAL
    }

    boolean isEditorFor(String section) {
        return duties.contains(Duty.EDITOR) && covers(section);
    }

    /** Authors write their own articles, editors any, both within their sections. */
    boolean mayWrite(String section, String createdBy) {
        return isEditorFor(section)
                || (duties.contains(Duty.AUTHOR) && createdBy.equals(name) && covers(section));
    }

    private boolean covers(String section) {
        return sections == null || sections.contains(section);
    }
}
