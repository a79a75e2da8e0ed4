/** The resources under {@code /v1} and their OpenAPI document. */
@NullMarked
package org.kentei.http.api;

import org.jspecify.annotations.NullMarked;
