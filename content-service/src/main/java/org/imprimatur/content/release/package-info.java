/** Hears from the public site what became of the newsroom's decisions. */
@NullMarked
package org.imprimatur.content.release;

import org.jspecify.annotations.NullMarked;
