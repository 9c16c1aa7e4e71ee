/** Tests. */
@NullMarked
package org.imprimatur.content.history;

import org.jspecify.annotations.NullMarked;
