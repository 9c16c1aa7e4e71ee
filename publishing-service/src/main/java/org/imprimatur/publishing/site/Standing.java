package org.imprimatur.publishing.site;

/** How an article stands towards the public. */
public enum Standing {
    /** Never public so far. */
    UNPUBLISHED,
    /** Readers see its story. */
    LIVE,
    /** Off the site; another approval brings it back. */
    WITHDRAWN,
    /** Off the site for legal reasons. */
    TAKEN_DOWN
}
