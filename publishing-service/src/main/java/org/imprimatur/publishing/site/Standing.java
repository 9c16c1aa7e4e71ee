package org.imprimatur.publishing.site;

/** How an article stands towards the public. */
public enum Standing {
    LIVE, WITHDRAWN, TAKEN_DOWN
}
