/** What all three services share, switched on by being on the class path. */
@NullMarked
package org.imprimatur.starter;

import org.jspecify.annotations.NullMarked;
