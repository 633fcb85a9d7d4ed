# To be read by the other scripts: sets $python to one that has Spark, pandas, pyarrow, fastparquet and DuckDB. $PYTHON, if set, is it.
venv=.cache/spark
python=${PYTHON:-$venv/bin/python}
if [ ! -x "$python" ]; then
  python3.11 -m venv "$venv"
fi
"$python" -c 'import pyspark, pandas, pyarrow, fastparquet, duckdb' 2>/dev/null ||
  "$python" -m pip install --quiet 'pyspark==4.2.0' 'pandas<3' pyarrow fastparquet duckdb
