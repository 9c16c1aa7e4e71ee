/** The bytes of pages, each stored once under its hash. */
@NullMarked
package org.imprimatur.publishing.archive;

import org.jspecify.annotations.NullMarked;
