/** The staff API: what was published when and why, what could not be, and what a text would look like. */
@NullMarked
package org.imprimatur.publishing.desk;

import org.jspecify.annotations.NullMarked;
