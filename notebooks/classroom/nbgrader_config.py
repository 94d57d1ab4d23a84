"""Settings for nbgrader (`pip install 'monitorlib[classroom]'`); lay this file in the course's folder."""

c = get_config()  # noqa: F821  # nbgrader gives it to this file

# The same as `monitorlib classroom build` puts there; nbgrader's own stub would stop the notebook.
c.ClearSolutions.code_stub = {"python": "# Your answer goes here."}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# A cell that never ends is stopped after so many seconds, and the rest of the notebook still runs.
c.Execute.timeout = 30
c.Execute.interrupt_on_timeout = True
