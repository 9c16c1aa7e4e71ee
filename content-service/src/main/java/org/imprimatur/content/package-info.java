/** Editors' drafts, reviews and approvals. */
@NullMarked
package org.imprimatur.content;

import org.jspecify.annotations.NullMarked;
