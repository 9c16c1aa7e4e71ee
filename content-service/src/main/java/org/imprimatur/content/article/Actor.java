package org.imprimatur.content.article;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, with what their token lets them do.
 *
 * @param sections the sections an author or editor is limited to; null means all
 */
public record Actor(String name, Set<Duty> duties, @Nullable Set<String> sections) {
    public Actor {
        duties = Set.copyOf(duties);
    }

    /** The duties that matter to an article. */
    public enum Duty {
        AUTHOR, EDITOR, LEGAL, ADMIN
    }

    /** Whether every article may be read: the law and the house don't stop at a section's edge. */
    public boolean seesEverything() {
        return duties.contains(Duty.LEGAL) || duties.contains(Duty.ADMIN);
    }

    boolean isAuthorFor(String section) {
        return duties.contains(Duty.AUTHOR) && covers(section);
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
