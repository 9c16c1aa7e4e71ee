/** Tells the newsroom what became of its decisions. */
@NullMarked
package org.imprimatur.publishing.announcement;

import org.jspecify.annotations.NullMarked;
