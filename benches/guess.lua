-- Begins sign-ins of one person, as fast as the server lets it.
wrk.method = "POST"
wrk.path = "/auth/password/begin"
wrk.headers["Content-Type"] = "application/json"
wrk.body = string.format('{"email": "%s", "login_request": "%s"}', os.getenv("BENCH_EMAIL"), os.getenv("BENCH_LOGIN_REQUEST"))
