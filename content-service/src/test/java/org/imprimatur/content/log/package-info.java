/** Tests. */
@NullMarked
package org.imprimatur.content.log;

import org.jspecify.annotations.NullMarked;
