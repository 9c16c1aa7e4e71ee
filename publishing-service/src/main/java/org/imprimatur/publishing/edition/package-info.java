/** Editions: the site's steps, numbered, committed by one insert each, and followed by every instance. */
@NullMarked
package org.imprimatur.publishing.edition;

import org.jspecify.annotations.NullMarked;
