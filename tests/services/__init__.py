"""Real services for the tests: private PostgreSQL, Redis, Chromium and Firefox, found on this machine.

Each server has its own folder and socket or port, belongs to the test run that started it and ends
with it. `NEWSDESK_TEST_REQUIRE=redis,postgres,browser,firefox` makes a missing one a failure, not a skip.
"""
