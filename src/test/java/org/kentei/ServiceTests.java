package org.kentei;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;
import org.kentei.live.LiveRulesTest;

/** The tests that start the service. They share its starts, so they run in one process. */
@Suite
@SelectPackages("org.kentei.http")
@SelectClasses(LiveRulesTest.class)
@IncludeClassNamePatterns(".*Test")
@IncludeEngines("junit-jupiter")
class ServiceTests {}
