/** The public port: pages from memory, and the visitor addresses of the consent service; nothing else. */
@NullMarked
package org.imprimatur.publishing.serving;

import org.jspecify.annotations.NullMarked;
