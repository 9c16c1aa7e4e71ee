/** Tests. */
@NullMarked
package org.imprimatur.content.outbox;

import org.jspecify.annotations.NullMarked;
