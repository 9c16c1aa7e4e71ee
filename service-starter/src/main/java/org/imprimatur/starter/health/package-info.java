/** Health that tells broker and database apart and stays up without them. */
@NullMarked
package org.imprimatur.starter.health;

import org.jspecify.annotations.NullMarked;
