/**
 * An article from draft to approval: what may be done with it, by whom, and the one insert that makes it so.
 */
@NullMarked
package org.imprimatur.content.article;

import org.jspecify.annotations.NullMarked;
