/** The visitors' port: the routes of all features, below servlets and Spring. */
@NullMarked
package org.imprimatur.consent.serving;

import org.jspecify.annotations.NullMarked;
