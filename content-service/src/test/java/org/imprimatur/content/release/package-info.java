/** Tests. */
@NullMarked
package org.imprimatur.content.release;

import org.jspecify.annotations.NullMarked;
