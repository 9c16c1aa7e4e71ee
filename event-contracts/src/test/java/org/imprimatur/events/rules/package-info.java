/** Holds the rules for articles to their promises. */
@NullMarked
package org.imprimatur.events.rules;

import org.jspecify.annotations.NullMarked;
