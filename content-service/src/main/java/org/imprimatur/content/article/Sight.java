package org.imprimatur.content.article;

/** How much of an article somebody may see. What one may not see doesn't exist for them. */
enum Sight {
    /** The working draft and all that led to it. */
    ALL,
    /** The words that readers see, and how these came to be approved. */
    PUBLIC, NONE;

    /**
     * Editors see every draft and authors their own, within the sections of their token; beyond their own, authors see
     * what is public. The legal desk and admins see everything.
     *
     * @param section where the draft stands
     * @param isPublic whether readers see some revision of it now
     */
    static Sight of(Actor actor, String createdBy, String section, boolean isPublic) {
        if (actor.seesEverything() || actor.mayWrite(section, createdBy)) {
            return ALL;
        }
        return isPublic && actor.isAuthorFor(section) ? PUBLIC : NONE;
    }
}
