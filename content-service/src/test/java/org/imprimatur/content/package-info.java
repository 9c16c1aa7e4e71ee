/** Tests. */
@NullMarked
package org.imprimatur.content;

import org.jspecify.annotations.NullMarked;
