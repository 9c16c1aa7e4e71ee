/** Article events in; rendered editions and the public site out. */
@NullMarked
package org.imprimatur.publishing;

import org.jspecify.annotations.NullMarked;
