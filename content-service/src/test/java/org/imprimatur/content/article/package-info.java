/** Tests. */
@NullMarked
package org.imprimatur.content.article;

import org.jspecify.annotations.NullMarked;
