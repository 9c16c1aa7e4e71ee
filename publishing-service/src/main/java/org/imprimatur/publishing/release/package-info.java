/** The way from a decision of the newsroom to an edition that is committed and that readers see. */
@NullMarked
package org.imprimatur.publishing.release;

import org.jspecify.annotations.NullMarked;
