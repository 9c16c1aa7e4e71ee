/** The staff API: what was published when and why, and what could not be. */
@NullMarked
package org.imprimatur.publishing.desk;

import org.jspecify.annotations.NullMarked;
