package org.kentei.rulebook;

/**
 * Where something stands in the rulebook. Addresses last: they are made of codes and names alone.
 *
 * @param page the page's name, such as {@code OM7} or {@code matrix}
 * @param anchor the place on the page
 */
public record Address(String page, String anchor) {}
