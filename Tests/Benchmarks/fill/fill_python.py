"""Fills the translated template with one of Python's engines.

    fill_python.py minijinja|jinja2 template.jinja contexts.jsonl write FILE
    fill_python.py minijinja|jinja2 template.jinja contexts.jsonl time SECONDS

Seconds are processor time.
"""
import json
import sys
import time


def renderer(engine, text):
    if engine == "jinja2":
        import jinja2

        template = jinja2.Environment(autoescape=True, keep_trailing_newline=True).from_string(text)
        return template.render
    import minijinja

    environment = minijinja.Environment(templates={"motion.html": text}, keep_trailing_newline=True)
    return lambda values: environment.render_template("motion.html", **values)


def main():
    engine, template, contexts, mode, argument = sys.argv[1:]
    with open(template, encoding="utf-8") as file:
        render = renderer(engine, file.read())
    with open(contexts, encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    if mode == "write":
        with open(argument, "w", encoding="utf-8", newline="") as output:
            for values in cases:
                output.write(render(values))
        return
    limit, documents, start = float(argument), 0, time.process_time()
    while (seconds := time.process_time() - start) < limit:
        # A thousand at a time, so that looking at the clock costs nothing; the slowest engine takes 0.1 s for them.
        for values in cases[documents % len(cases) :][:1000]:
            render(values)
            documents += 1
    print(json.dumps({"documents": documents, "seconds": seconds}))


main()
