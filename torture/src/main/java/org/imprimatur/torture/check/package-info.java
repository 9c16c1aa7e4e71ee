/** The promises, held against what was answered, what was seen and what is there at the end. */
@NullMarked
package org.imprimatur.torture.check;

import org.jspecify.annotations.NullMarked;
