package org.imprimatur.consent.preparation;

/** Something that is done in the database once before it is relied on: an index made, a document stored. */
public final class Preparation {
    private final Runnable work;
    private volatile boolean done;

    Preparation(Runnable work) {
        this.work = work;
    }

    /**
     * Returns once it is done, at once if it was done before. Throws what the driver throws as long as the database is
     * away; whoever comes next tries again. Several may do it at the same time, so the work has to bear that.
     */
    public void require() {
        if (!done) {
            work.run();
            done = true;
        }
    }
}
