/** Tests. */
@NullMarked
package org.imprimatur.content.storage;

import org.jspecify.annotations.NullMarked;
